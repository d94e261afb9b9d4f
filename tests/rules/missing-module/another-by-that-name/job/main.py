import integrations.kafka
import integrations.gone
