"""The product with one address more, for the control of a measurement: a view that knows who asks, and does nothing."""
