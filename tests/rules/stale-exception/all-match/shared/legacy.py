def f():
    from orchestration import db
    import boto3.session
