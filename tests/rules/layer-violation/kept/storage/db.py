import services.api
import os
