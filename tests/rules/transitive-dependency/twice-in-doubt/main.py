import house_kit
import stripe  # house-kit may bring it


def export():
    import boto3  # it may bring that, too, and nothing calls this
    return boto3


print(house_kit, stripe)
