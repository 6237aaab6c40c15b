// What all functions of C around PCL share: clouds, and exceptions that become statuses.
#ifndef CAIRN_PCL_CALLS_HPP
#define CAIRN_PCL_CALLS_HPP

#include <pcl/PointIndices.h>
#include <pcl/console/print.h>
#include <pcl/point_cloud.h>
#include <pcl/point_types.h>

#include <cstdio>
#include <exception>
#include <vector>

#include "CPCL.h"

namespace cairn {

/// Does the work; what it throws becomes a status and a message.
template <typename Work>
int32_t call(char *message, Work work) {
  // For the whole process, once: PCL would print what it also reports.
  static const bool isSilent = [] {
    pcl::console::setVerbosityLevel(pcl::console::L_ALWAYS);
    return true;
  }();
  (void)isSilent;
  try {
    work();
    return CAIRN_PCL_DONE;
  } catch (const std::exception &error) {
    std::snprintf(message, CAIRN_PCL_MESSAGE_SIZE, "%s", error.what());
  } catch (...) {
    std::snprintf(message, CAIRN_PCL_MESSAGE_SIZE, "an exception without words");
  }
  return CAIRN_PCL_FAILED;
}

inline pcl::PointXYZ position(const float *positions, int64_t index) {
  const float *place = positions + 3 * index;
  return pcl::PointXYZ(place[0], place[1], place[2]);
}

/// All points of a cloud.
inline pcl::PointCloud<pcl::PointXYZ>::Ptr points(const CairnPCLCloud &cloud) {
  pcl::PointCloud<pcl::PointXYZ>::Ptr result(new pcl::PointCloud<pcl::PointXYZ>);
  result->reserve(cloud.count);
  for (int64_t index = 0; index < cloud.count; ++index) {
    result->push_back(position(cloud.positions, index));
  }
  return result;
}

/// All points of a cloud with their colours; white where there are none.
template <typename Point>
typename pcl::PointCloud<Point>::Ptr coloredPoints(const CairnPCLCloud &cloud) {
  typename pcl::PointCloud<Point>::Ptr result(new pcl::PointCloud<Point>);
  result->reserve(cloud.count);
  for (int64_t index = 0; index < cloud.count; ++index) {
    Point point;
    point.getVector3fMap() = position(cloud.positions, index).getVector3fMap();
    point.r = cloud.colors ? cloud.colors[3 * index] : 255;
    point.g = cloud.colors ? cloud.colors[3 * index + 1] : 255;
    point.b = cloud.colors ? cloud.colors[3 * index + 2] : 255;
    result->push_back(point);
  }
  return result;
}

/// Numbers the points of each segment.
inline void number(
    const std::vector<pcl::PointIndices> &segments, int32_t first, int32_t *groups) {
  for (std::size_t segment = 0; segment < segments.size(); ++segment) {
    for (const auto index : segments[segment].indices) {
      groups[index] = first + static_cast<int32_t>(segment);
    }
  }
}

}  // namespace cairn

#endif
