from shared import jobs, text

jobs.run()
