"""SNMP v1, v2c and v3: the messages, the sessions, the walks, and profiles of devices (docs/adr)."""
