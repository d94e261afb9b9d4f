from aws_lambda_powertools.utilities.parser import parse
