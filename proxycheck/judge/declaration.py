"""Refuses a rule whose declaration does not add up, with a sentence, when it is imported."""

import ast
import inspect
import sys

from ..errors import BadDeclaration
from ..fact import Kind
from ..words import PUBLIC, Severity

#: Keywords of `evidence` that are no probes.
RESERVED = {"severity", "directive", "location", "actions", "values"}


#: What `Facts` is asked by a name, and the kinds of fact that it returns.
READERS = {
    "text": (Kind.TEXT, Kind.WORD),
    "texts": (Kind.TEXT, Kind.WORD),
    "address": (Kind.TEXT,),
    "number": (Kind.NUMBER,),
    "flag": (Kind.FLAG,),
    "part": (Kind.PART, Kind.PATHS, Kind.HEADERS),
    "rows": (Kind.PART,),
    "get": tuple(Kind),
}


def verify(rule, probes):
    """Raise `BadDeclaration` unless all that the rule names exists and is used.

    `probes` are the `Fact`s by ``(vantage, name)`` of all probes there are.
    """
    _verify_needs(rule, probes)
    tree = ast.parse(inspect.getsource(sys.modules[rule.check.__module__]))
    _verify_parameters(rule, tree)
    _verify_facts(rule, tree, probes)
    for call in _calls_of_evidence(tree):
        _verify_evidence(rule, call)


def _verify_needs(rule, probes):
    for need in rule.all_needs:
        vantages = [need.vantage] if need.vantage else PUBLIC
        if not any((vantage, need.probe) in probes for vantage in vantages):
            raise BadDeclaration(
                f"{rule.code}: check() asks for “{need.name}”, and no probe of that name"
                f" looks from {' or '.join(vantages)}."
            )


def _verify_parameters(rule, tree):
    [check] = [
        n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "check"
    ]
    used = {n.id for n in ast.walk(check) if isinstance(n, ast.Name)}
    unused = {need.name for need in rule.needs} - used
    # What was seen to be there at all: a rule may need a probe without reading its facts.
    if unused - _named_as_evidence(tree):
        raise BadDeclaration(
            f"{rule.code}: check() never uses {', '.join(sorted(unused))}."
        )


def _verify_facts(rule, tree, probes):
    """Refuse a fact that none of the probes declares by the name of a parameter.

    What a helper of the rule reads, or a loop over several probes, is not followed.
    """
    for need in rule.all_needs:
        kinds = _kinds(need, probes)
        for reader, name in _read(tree, need.name):
            if kinds.get(name) not in READERS[reader]:
                raise BadDeclaration(
                    f"{rule.code}: check() asks {need.name} for the {reader} “{name}”,"
                    f" and that probe declares no such fact."
                )


def _kinds(need, probes):
    """The kind of each fact that a needed probe declares, by name, from any vantage."""
    vantages = [need.vantage] if need.vantage else PUBLIC
    found = [probes.get((vantage, need.probe), ()) for vantage in vantages]
    return {fact.name: fact.kind for facts in found for fact in facts}


def _read(tree, parameter):
    """Yield ``(reader, name)`` of each fact that is asked of a parameter by a literal name."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        reader, of, names = node.func.attr, node.func.value, node.args
        if (
            reader in READERS
            and isinstance(of, ast.Name)
            and of.id == parameter
            and names
            and isinstance(names[0], ast.Constant)
        ):
            yield reader, names[0].value


def _named_as_evidence(tree):
    calls = _calls_of_evidence(tree)
    return {keyword.arg for call in calls for keyword in call.keywords}


def _calls_of_evidence(tree):
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "evidence"
    ]


def _verify_evidence(rule, call):
    known = {need.name for need in rule.all_needs}
    for keyword in call.keywords:
        if keyword.arg and keyword.arg not in RESERVED | known:
            raise BadDeclaration(
                f"{rule.code}: evidence names “{keyword.arg}”, which check() does not ask for."
            )
    for sentence in _sentences(call):
        if isinstance(sentence, (ast.Constant, ast.JoinedStr, ast.BinOp)):
            raise BadDeclaration(
                f"{rule.code}: a sentence of evidence is no _lt(...), so nobody can translate it."
            )
    for word in _literals(_given(call, "directive")):
        if word and word not in rule.directives:
            raise BadDeclaration(
                f"{rule.code}: evidence names the directive “{word}”, which is not declared."
            )
    for name in _severities(call.args[0] if call.args else _given(call, "severity")):
        if Severity[name] not in rule.severities:
            raise BadDeclaration(
                f"{rule.code}: evidence is {name}, a severity that is not declared."
            )


def _sentences(call):
    """What the evidence says, by keyword or in a literal ``**{name: sentence}``."""
    for keyword in call.keywords:
        if keyword.arg is None and isinstance(keyword.value, ast.Dict):
            yield from keyword.value.values
        elif keyword.arg not in RESERVED:
            yield keyword.value


def _given(call, name):
    return next((k.value for k in call.keywords if k.arg == name), None)


def _literals(node):
    return [n.value for n in _results(node) if isinstance(n, ast.Constant)]


def _severities(node):
    return [n.attr for n in _results(node) if isinstance(n, ast.Attribute)]


def _results(node):
    """The expressions that a value may come from; a name's own value is checked at run."""
    if isinstance(node, ast.IfExp):
        return [*_results(node.body), *_results(node.orelse)]
    return [node] if node is not None else []
