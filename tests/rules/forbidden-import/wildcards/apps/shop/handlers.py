from apps.shop import models
from apps.shop.sub import models as deep
from apps.shop import models_base
import test_data
import data_test
