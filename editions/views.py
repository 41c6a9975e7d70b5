"""Changes of XML: views, data and templates. Each returns how many places it changed.

They change a tree; `parsed` and `written` keep comments and the order of attributes.
"""

from xml.etree import ElementTree

HEAD = '<?xml version="1.0" encoding="utf-8" ?>\n'


def parsed(text):
    """Return the root of a file, with its comments."""
    builder = ElementTree.TreeBuilder(insert_comments=True)
    parser = ElementTree.XMLParser(target=builder)
    parser.feed(text)
    return parser.close()


def written(root):
    """Return the file of a root."""
    return f"{HEAD}{ElementTree.tostring(root, encoding='unicode')}\n"


def tags(root, names):
    """Call elements as the series does, and view modes with them: ``{"list": "tree"}``."""
    count = 0
    for node in root.iter():
        if node.tag in names:
            node.tag = names[node.tag]
            count += 1
        if node.tag == "field" and node.get("name") == "view_mode":
            modes = [names.get(mode, mode) for mode in node.text.split(",")]
            count += ",".join(modes) != node.text
            node.text = ",".join(modes)
    return count


def record_fields(root, rows):
    """Rename or leave out fields of records: ``{"ir.cron.priority": ""}`` leaves one out."""
    count = 0
    for record in root.iter("record"):
        for field in list(record):
            name = f"{record.get('model')}.{field.get('name')}"
            if name not in rows:
                continue
            count += 1
            if rows[name]:
                field.set("name", rows[name])
            else:
                record.remove(field)
    return count


def add_fields(root, rows):
    """Give every record of a model more fields: ``{"ir.cron": {"numbercall": "-1"}}``."""
    count = 0
    for record in root.iter("record"):
        for name, value in rows.get(record.get("model"), {}).items():
            field = ElementTree.SubElement(record, "field", name=name)
            field.text, field.tail = value, "\n    "
            count += 1
    return count
