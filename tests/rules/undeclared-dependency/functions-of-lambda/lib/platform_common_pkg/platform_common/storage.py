def put(client, answer):
    return client, answer
