"""A record of a TensorBoard event file, made without TensorFlow or this library: the bytes in TensorBoardRecordsTests.

The framing is that of tensorflow/core/lib/io/record_writer.h, the messages those of event.proto and summary.proto."""
import struct


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def record(data):
    length = struct.pack("<Q", len(data))
    return length + struct.pack("<I", masked(length)) + data + struct.pack("<I", masked(data))


def field(number, data):
    assert len(data) < 128
    return bytes([number << 3 | 2, len(data)]) + data


def value(tag, number):
    return field(1, field(1, tag.encode()) + bytes([2 << 3 | 5]) + struct.pack("<f", number))


time = bytes([1 << 3 | 1]) + struct.pack("<d", 1700000000.25)
step = bytes([2 << 3 | 0, 0xAC, 0x02])  # 300
print("version", record(time + field(3, b"brain.Event:2")).hex())
print("session", record(time + step + field(7, bytes([1 << 3 | 0, 1]))).hex())
print("scalars", record(time + step + field(5, value("loss/training", 1.5) + value("learning_rate", 0.004))).hex())
