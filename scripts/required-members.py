#!/usr/bin/env python3
"""Writes which members AWS's models require, for the services whose SDK types do not say it.

The facts are those of the models in botocore, of the version that conformance/requirements.txt installs:

    conformance/.venv/bin/python scripts/required-members.py
"""

import pathlib

import botocore.session

HOME = pathlib.Path(__file__).resolve().parent.parent
SERVICES = {"iam": "IamClient", "sts": "StsClient", "ecr": "EcrClient", "logs": "CloudWatchLogsClient"}


def structures(shape, found):
    """Every structure below a shape, by the name that the SDK for Java gives its class."""
    if shape.type_name == "structure":
        if shape.name in found:
            return
        found[shape.name] = shape
        for member in shape.members.values():
            structures(member, found)
    elif shape.type_name == "list":
        structures(shape.member, found)
    elif shape.type_name == "map":
        structures(shape.value, found)


def rows(model):
    found = {}
    for name in model.operation_names:
        operation = model.operation_model(name)
        if operation.input_shape:
            found[name + "Request"] = operation.input_shape
            for member in operation.input_shape.members.values():
                structures(member, found)
    for name, shape in sorted(found.items()):
        if shape.required_members:
            yield name[0].upper() + name[1:] + "\t" + " ".join(shape.required_members) + "\n"


session = botocore.session.get_session()
for service, client in SERVICES.items():
    target = HOME / "services/src/main/resources/davit/aws/required" / f"{client}.tsv"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(rows(session.get_service_model(service))))
