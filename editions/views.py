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


def kanban_boxes(root, _wanted):
    """Draw a kanban's card as up to 17: a box whose one element has the card's classes."""
    count = 0
    for template in root.iter("t"):
        if template.get("t-name") == "card":
            box = ElementTree.Element(
                "div", {"class": template.attrib.pop("class", "")}
            )
            box.extend(list(template))
            box.text, template.text = template.text, None
            template[:] = [box]
            template.set("t-name", "kanban-box")
            count += 1
    return count


def chatters(root, _wanted):
    """Show followers, activities and messages as up to 17."""
    count = 0
    for node in root.iter("chatter"):
        node.tag = "div"
        node.set("class", "oe_chatter")
        for name in ("message_follower_ids", "activity_ids", "message_ids"):
            ElementTree.SubElement(node, "field", name=name)
        count += 1
    return count


def translated_props(root, _wanted):
    """Hand over translated texts as up to 17: by a variable, whose text is translated."""
    count = 0
    for parent in list(root.iter()):
        for place, node in reversed(list(enumerate(parent))):
            for name in [one for one in node.attrib if one.endswith(".translate")]:
                count += 1
                variable = f"text{count}"
                said = ElementTree.Element("t", {"t-set": variable})
                said.text = node.attrib.pop(name)
                node.set(name.removesuffix(".translate"), variable)
                parent.insert(place, said)
    return count


def owl_marks(root, _wanted):
    """Mark templates of components, which 16 tells from others by that."""
    templates = [node for node in root.findall("t") if node.get("t-name")]
    for node in templates:
        node.set("owl", "1")
    return len(templates)


def add_fields(root, rows):
    """Give every record of a model more fields: ``{"ir.cron": {"numbercall": "-1"}}``."""
    count = 0
    for record in root.iter("record"):
        for name, value in rows.get(record.get("model"), {}).items():
            field = ElementTree.SubElement(record, "field", name=name)
            field.text, field.tail = value, "\n    "
            count += 1
    return count
