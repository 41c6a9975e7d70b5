"""Where a machine follows the advice in a product's own words, and why not elsewhere."""

#: Why the advice for a product is not followed by machine.
NOT_FOLLOWED = {"node": "a program, which has no lines to follow"}


def not_followed(kind, world):
    """Why no machine follows the advice in this product's words; empty where one does."""
    if world.healthy:
        return "healthy"
    if all(word == "info" for word, _name in world.expected):
        return "advice only, the check is healthy"
    if world.name.endswith(".in_nginx"):
        return "by nginx's own words, see [heal.md](heal.md)"
    if world.inner:
        return "as without a second proxy"
    if world.depth == "full":
        return "takes a second full check"
    return NOT_FOLLOWED.get(kind, "")


def is_followed(kind, world):
    """Whether the advice is followed by machine, in this product's file of this world."""
    return not not_followed(kind, world)
