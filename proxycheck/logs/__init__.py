"""What lines of nginx's, Odoo's and the browser's logs mean here.

`kinds/<log>/` holds one file a kind of message. `reading` finds them in a log of any size,
`explained` says what they mean and whether a check agrees, `text` shows that.
"""
