"""What somebody who may sign in sees: the bus itself, and the address Odoo gives its own.

session   signing in and out, and asking as that user
bus       a notification to oneself, as each series can send and receive one
"""
