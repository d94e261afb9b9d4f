from infra.broker import x
