from predictions.common.models import Zone
