import shared.generated.api
import shared.settings_local
import shared.native._speed
import shared.native._other
import shared.native.fast
import shared.native.rows
import shared.native._flags
import shared.config
import shared.order_event_pb2
from shared import order_event_pb2_grpc
import shared.order_event_pb2_grpc
import shared.grammar.SqlParser
import shared._version
import shared.native.gone
