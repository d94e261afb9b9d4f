from kafka.errors import KafkaError
