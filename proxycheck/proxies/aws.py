"""A load balancer or an API gateway of AWS: both mark requests with X-Amzn-Trace-Id."""

from .product import Product

PRODUCT = Product(
    kind="aws",
    name="AWS",
    marks={"x-amzn-trace-id": r"Root="},
    cdn=True,
    documented="https://docs.aws.amazon.com/elasticloadbalancing/",
)
