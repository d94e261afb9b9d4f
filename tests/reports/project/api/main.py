from shared import jobs

jobs.run()
