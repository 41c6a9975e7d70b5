"""The settings as up to 16: the boxes that 17 makes of app, block and setting."""

from xml.etree import ElementTree

BOX = {"class": "col-12 col-lg-6 o_setting_box"}


def settings_boxes(root, _wanted):
    """Write out what ``app``, ``block`` and ``setting`` stand for since 17."""
    count = 0
    for parent in list(root.iter()):
        for place, node in enumerate(list(parent)):
            make = {"app": _app, "block": _block, "setting": _setting}.get(node.tag)
            if make:
                parent[place] = made = make(node)
                made.tail = node.tail
                count += 1
    # Made from the outside in, so that inner ones are met in what was made.
    return count + settings_boxes(root, _wanted) if count else count


def paths(root, _wanted):
    """Let inherited views find the boxes: by a div instead of a form or a block."""
    count = 0
    for node in root.iter("xpath"):
        expression = node.get("expr")
        if expression == "//form" and node.find(".//app") is not None:
            node.set("expr", "//div[hasclass('settings')]")
            count += 1
        if expression.startswith("//block["):
            node.set("expr", expression.replace("//block[", "//div["))
            count += 1
    return count


def _app(node):
    name = node.get("string", "")
    values = {"class": "app_settings_block", "string": name, "data-string": name}
    values["data-key"] = node.get("name")
    return _element("div", {**values, **_groups(node)}, node)


def _block(node):
    """Title and container are one element, so that a path finds both as one."""
    block = ElementTree.Element("div", {"name": node.get("name"), **_groups(node)})
    title = ElementTree.SubElement(block, "h2")
    title.text = node.get("title")
    container = {"class": "row mt16 o_settings_container"}
    block.append(_element("div", container, node))
    return block


def _setting(node):
    box = ElementTree.Element("div", {**BOX, "id": node.get("id"), **_groups(node)})
    left = ElementTree.SubElement(box, "div", {"class": "o_setting_left_pane"})
    right = ElementTree.SubElement(box, "div", {"class": "o_setting_right_pane"})
    fields = list(node)
    first = fields[0] if fields else None
    if node.get("string"):
        label = ElementTree.SubElement(right, "span", {"class": "o_form_label"})
        label.text = node.get("string")
    elif first is not None and first.tag == "field":
        # A field that has no label of its own stands left, as boolean ones do.
        left.append(first)
        ElementTree.SubElement(right, "label", {"for": first.get("name")})
        fields = fields[1:]
    if node.get("help"):
        told = ElementTree.SubElement(right, "div", {"class": "text-muted"})
        told.text = node.get("help")
    content = ElementTree.SubElement(right, "div", {"class": "content-group mt16"})
    content.extend(fields)
    return box


def _element(tag, values, node):
    element = ElementTree.Element(tag, values)
    element.text = node.text
    element.extend(list(node))
    return element


def _groups(node):
    return {"groups": node.get("groups")} if node.get("groups") else {}
