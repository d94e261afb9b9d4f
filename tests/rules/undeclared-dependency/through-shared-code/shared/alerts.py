from shared import store
