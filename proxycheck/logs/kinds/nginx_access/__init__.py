"""Answers that nginx's access log tells of."""
