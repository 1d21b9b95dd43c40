"""A function that always fails, to see what the model makes of an error."""

from __future__ import annotations

from typing import TypedDict

from workbench.toolbox import function


class Reading(TypedDict):
    """What the sensor would say."""

    sensor_id: str
    celsius: float


@function("Broken sensor", ":material/sensors_off:")
def read_sensor(sensor_id: str) -> Reading:
    """Read the temperature of a sensor in the machine hall. The sensors are out of order, so this always fails.

    Args:
        sensor_id: The sensor's number, such as "H2-17".
    """
    raise ConnectionError(f"The sensor {sensor_id} does not answer: its gateway has been offline since this morning.")
