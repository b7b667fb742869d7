"""Profiles of makers and ways of encryption, against devices that pysnmp answers for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from collector.probes.once import ProbeReport, probe_once
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import names, value
from tests.collector.snmp.simulated_device import AUTH_PASSWORD, PRIVACY_PASSWORD
from tests.collector.snmp.simulation import DEVICES, simulated
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import (
    Credential,
    Secrets,
    SnmpAuthentication,
    SnmpPrivacy,
)

TARGET = Target("device", "127.0.0.1")


@pytest.fixture(scope="module")
def cisco() -> Iterator[int]:
    with simulated(DEVICES / "cisco.txt") as port:
        yield port


async def read(
    port: int, tools: Tools, spec: MakeSpec, more: str = "community: public"
) -> ProbeReport:
    settings = spec(f"{{snmp: {{port: {port}, {more}, timeout: 25s, interval: 1m, reply: 5s}}}}")
    report = await probe_once(TARGET, settings, tools)
    assert report.problem is None
    return report


@pytest.mark.parametrize("privacy", list(SnmpPrivacy), ids=lambda privacy: privacy.value)
async def test_each_way_of_encryption_is_understood(
    privacy: SnmpPrivacy, cisco: int, tools: Tools, spec: MakeSpec
) -> None:
    """DES and AES, with the longer keys of net-snmp's and of Cisco's making."""
    tools.secrets = Secrets(
        {
            "user": Credential(
                user=privacy.value,
                auth=SnmpAuthentication.SHA1,
                auth_password=AUTH_PASSWORD,
                privacy=privacy,
                privacy_password=PRIVACY_PASSWORD,
            )
        }
    )
    report = await read(cisco, tools, spec, "credentials: user, profile: system")
    assert value(report, "sysName", sysName="core-1") == 1


async def test_a_cisco_switch(cisco: int, tools: Tools, spec: MakeSpec) -> None:
    """Interfaces, processor, memory, temperature, sensors and neighbours, by sysObjectID alone."""
    report = await read(cisco, tools, spec)
    labels = {"ifIndex": "10101", "ifName": "Gi1/0/1", "ifDescr": "GigabitEthernet1/0/1"}
    assert value(report, "ifHCInOctets", **labels, ifAlias="uplink to core-2") == 9876543210123
    assert value(report, "cpmCPUTotal5minRev", cpmCPUTotalIndex="1") == 23
    assert value(report, "ciscoMemoryPoolUsed", ciscoMemoryPoolName="Processor") == 40960
    assert value(report, "ciscoEnvMonTemperatureStatusValue") == 37
    assert value(report, "entSensorValue", entSensorType="celsius") == 37.5
    neighbour = {"cdpCacheDeviceId": "core-2.example", "ifName": "Gi1/0/1"}
    assert value(report, "cdpCacheAddressType", **neighbour) == 1
    assert {"ifInOctets", "hwEntityCpuUsage"}.isdisjoint(names(report))


@pytest.mark.parametrize(
    ("device", "expected"),
    [
        (
            "huawei",
            {
                "hwEntityCpuUsage": ({"entPhysicalName": "MPU Board 0"}, 12),
                "hwEntityTemperature": ({}, 46),
                "hwEntityOpticalRxPower": ({}, -623),
                "hwEntityFanState": ({"hwEntityFanSlot": "0", "hwEntityFanSn": "1"}, 1),
                "sysName": ({"sysName": "接入-1"}, 1),
            },
        ),
        (
            "h3c",
            {
                "hh3cEntityExtCpuUsage": ({"entPhysicalName": "Board 1"}, 9),
                "hh3cEntityExtErrorStatus": ({}, 2),
            },
        ),
        (
            "synology",
            {
                "systemStatus": ({}, 1),
                "diskTemperature": ({"diskID": "Disk 1", "diskModel": "ST4000VN008"}, 34),
                "raidStatus": ({"raidName": "Volume 1"}, 11),
                "raidFreeSize": ({}, 500_000_000_000),
            },
        ),
        (
            "ups",
            {
                "upsEstimatedMinutesRemaining": ({}, 38),
                "upsOutputPercentLoad": ({"upsOutputLineIndex": "1"}, 24),
                "upsIdentModel": ({"upsIdentModel": "9PX 3000"}, 1),
            },
        ),
        ("apc", {"upsAdvBatteryCapacity": ({}, 100), "upsBasicOutputStatus": ({}, 2)}),
        (
            "printer",
            {
                "prtMarkerSuppliesLevel": (
                    {"prtMarkerSuppliesDescription": "Black Cartridge HP CF410A"},
                    17,
                ),
                "prtInputCurrentLevel": ({"prtInputName": "Tray 2", "prtInputIndex": "2"}, 120),
                "hrPrinterDetectedErrorState": ({"hrPrinterDetectedErrorState": "noPaper"}, 1),
            },
        ),
        (
            "sensors",
            {
                "entPhySensorValue": ({"entPhySensorType": "celsius"}, 37.5),
                "entPhySensorOperStatus": ({"entPhysicalName": "TempSensor1"}, 1),
                "lldpRemChassisIdSubtype": (
                    {
                        "lldpRemSysName": "spine-1.example",
                        "lldpRemPortId": "Ethernet1",
                        "lldpLocPortId": "Ethernet5",
                    },
                    4,
                ),
            },
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_a_device_shows(
    device: str,
    expected: dict[str, tuple[dict[str, str], float]],
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """A device is read by what it is and what it has, without anybody naming a profile."""
    with simulated(DEVICES / f"{device}.txt") as port:
        report = await read(port, tools, spec)
    for name, (labels, number) in expected.items():
        assert value(report, name, **labels) == number


async def test_a_sensor_in_thousandths(tools: Tools, spec: MakeSpec) -> None:
    """A current of 1250 mA is 1.25 A."""
    with simulated(DEVICES / "sensors.txt") as port:
        report = await read(port, tools, spec, "community: public, profile: entity_sensors")
    assert value(report, "entPhySensorValue", entPhySensorType="amperes") == 1.25
