"""Makes of a SAM template what CloudFormation gets of it, with every value of its parameters.

Usage: check-template.py TEMPLATE DIRECTORY

Transforms the template as AWS does, and writes the results to DIRECTORY for cfn-lint. Fails if a parameter has neither allowed values nor
is a number nor has an example here.
"""

import copy
import json
import logging
import pathlib
import sys

import boto3
import cfnlint.decode
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

SESSION = boto3.Session(region_name="us-east-1")

# Values of the parameters that are texts without allowed values.
EXAMPLES = {
    "AlarmTopicArn": "arn:aws:sns:us-east-1:123456789012:alarms",
    "BudgetEmail": "costs@example.org",
    "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000",
    "DomainName": "photos.example.org",
    "EndpointName": "my-endpoint",
    "ExistingBucket": "my-photos",
    "InstanceType": "ml.c6i.large",
    "JwtAudience": "spotter",
    "JwtIssuer": "https://issuer.example.org",
    "ModelDataUrl": "s3://my-models/model.tar.gz",
    "ModelImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1",
    "ModelLayerArn": "arn:aws:lambda:us-east-1:123456789012:layer:my-labels:1",
    "ModelName": "birds",
    "ModelVersion": "2",
    "Prefix": "photos/2026/",
    "UnsureBelow": "0.5",
    "WebAclArn": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/00000000-0000-0000-0000-000000000000",
}


def values(name, parameter):
    if "AllowedValues" in parameter:
        return parameter["AllowedValues"]
    if parameter["Type"] == "Number":
        return [parameter[bound] for bound in ("MinValue", "MaxValue") if bound in parameter]
    if name not in EXAMPLES:
        sys.exit(f"{name} has neither allowed values nor an example in {__file__}")
    return [EXAMPLES[name]]


def choices(parameters):
    """So that each value is chosen at least once, and each kind of endpoint with the first and the last values of all parameters."""
    all_values = {name: values(name, parameter) for name, parameter in parameters.items()}
    for i in range(max(map(len, all_values.values()))):
        yield {name: each[i % len(each)] for name, each in all_values.items()}
    for endpoint in all_values["Endpoint"]:
        for end in (0, -1):
            yield {name: each[end] for name, each in all_values.items()} | {"Endpoint": endpoint}


def transformed(template, chosen):
    changed = copy.deepcopy(template)
    for name, value in chosen.items():
        changed["Parameters"][name]["Default"] = value
    # "sam deploy" uploads the zip and writes its place here.
    changed["Globals"]["Function"]["CodeUri"] = "s3://deployments/spotter-lambda.zip"
    parameters = {name: str(parameter.get("Default", "")) for name, parameter in changed["Parameters"].items()}
    return Translator({}, Parser(), boto_session=SESSION).translate(changed, parameters)


def main():
    logging.disable(logging.WARNING)
    source, directory = sys.argv[1], pathlib.Path(sys.argv[2])
    template, problems = cfnlint.decode.decode(source)
    if problems:
        sys.exit(f"{source}: {problems}")
    template = json.loads(json.dumps(template))
    for number, chosen in enumerate(choices(template["Parameters"])):
        (directory / f"choice-{number}.json").write_text(json.dumps(transformed(template, chosen)))



main()
