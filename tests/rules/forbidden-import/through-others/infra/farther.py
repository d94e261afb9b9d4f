import infra.broker
