"""The smallest function: returns what it is given."""


def handler(event, context):
    return event
