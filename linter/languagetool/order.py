"""What the keeper is told to start."""

from __future__ import annotations

from typing import NamedTuple

# Measured: half the time of the JVM's defaults to the first answer, and no 40 ms stalls a request.
FLAGS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.net.httpserver.nodelay=true")
# As many checks at once as a small machine bears; the text of a request and its time are ours to bound.
PROPERTIES = """\
cacheSize=20000
cacheTTLSeconds=86400
pipelineCaching=true
maxPipelinePoolSize=8
pipelineExpireTimeInSeconds=86400
maxCheckThreads=4
maxWorkQueueSize=0
maxTextLength=1000000
maxTextHardLength=2000000
maxCheckTimeMillis=120000
maxErrorsPerWordRate=0
maxSpellingSuggestions=1
"""


class Order(NamedTuple):
    """What to start: the server's folder, Java and class path, a name for all that, and seconds idle."""

    folder: str
    java: str
    class_path: str
    version: str
    configuration: str
    idle: float
