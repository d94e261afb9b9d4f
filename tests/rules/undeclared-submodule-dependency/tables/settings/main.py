from kombu.transport import SQS
