"""AWS Application Load Balancer: it signs its own answers, and marks requests with a trace."""

from .product import Product

PRODUCT = Product(
    kind="aws-elb",
    name="AWS load balancer",
    servers=("awselb",),
    signs_own_only=True,
    cdn=True,
    documented="https://docs.aws.amazon.com/elasticloadbalancing/",
)
