// Messages of the shape of sensor_msgs/PointCloud2, and clouds written into them in any layout.
#ifndef MESSAGE_HPP
#define MESSAGE_HPP

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

struct Field {
  std::string name;
  std::uint32_t offset = 0;
  std::uint8_t datatype = 0;
  std::uint32_t count = 1;
};

struct Message {
  struct {
    std::uint32_t seq = 0;
    std::string frame_id;
  } header;
  std::uint32_t height = 0, width = 0;
  std::vector<Field> fields;
  bool is_bigendian = false;
  std::uint32_t point_step = 0, row_step = 0;
  std::vector<std::uint8_t> data;
  bool is_dense = true;
};

/// Writes a number at a place of a message, in the message's byte order.
template <class M, class T>
void put(M &message, std::size_t place, T value) {
  std::uint8_t bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  for (std::size_t i = 0; i < sizeof(T); i++)
    message.data[place + i] = bytes[message.is_bigendian ? sizeof(T) - 1 - i : i];
}

/// Fills a message of any such type with x y z at odd offsets, and a count of 0 for 1.
template <class M>
M message_of(
    const std::vector<std::array<double, 3>> &points, std::uint32_t width, bool is_bigendian,
    bool is_double, std::uint32_t row_padding) {
  M message;
  message.header.frame_id = "camera";
  message.width = width;
  message.height = std::uint32_t(points.size()) / width;
  message.is_bigendian = is_bigendian;
  message.is_dense = true;  // A lie where there is a NaN.
  const std::uint32_t size = is_double ? 8 : 4;
  message.point_step = 3 + 3 * size + 2;
  message.row_step = message.point_step * width + row_padding;
  message.data.assign(std::size_t(message.row_step) * message.height, 0xEE);
  message.fields.resize(3);
  for (std::uint32_t axis = 0; axis < 3; axis++) {
    message.fields[axis].name = std::string(1, char('x' + axis));
    message.fields[axis].offset = 3 + axis * size;
    message.fields[axis].datatype = is_double ? 8 : 7;
    message.fields[axis].count = axis == 1 ? 0 : 1;
  }
  for (std::size_t i = 0; i < points.size(); i++)
    for (std::uint32_t axis = 0; axis < 3; axis++) {
      const std::size_t place = i / width * message.row_step + i % width * message.point_step
                                + message.fields[axis].offset;
      if (is_double)
        put(message, place, points[i][axis]);
      else
        put(message, place, float(points[i][axis]));
    }
  return message;
}

#endif
