"""Envoy (Istio, Contour, Emissary): it signs every answer, and its refusals are plain sentences."""

from .product import Product

PRODUCT = Product(
    kind="envoy",
    name="Envoy",
    servers=("envoy", "istio-envoy"),
    page=r"^(no healthy upstream|upstream connect error or disconnect|upstream request timeout)",
    marks={
        "x-envoy-upstream-service-time": r"\d",
        "x-envoy-external-address": r".",
        "x-envoy-expected-rq-timeout-ms": r".",
    },
    dead=(502, 503),
    counts_bytes=True,
)
