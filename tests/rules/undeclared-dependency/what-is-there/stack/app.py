import aws_cdk
