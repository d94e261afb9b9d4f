from common import frames
