#ifdef CAIRN_WITH_PCL

#include <pcl/features/normal_3d.h>
#include <pcl/search/kdtree.h>
#include <pcl/segmentation/region_growing.h>
#include <pcl/segmentation/region_growing_rgb.h>

#include <algorithm>

#include "Calls.hpp"

int32_t cairnPCLRegions(
    const CairnPCLCloud *cloud, int32_t normalNeighbors, int32_t neighbors, float angle,
    float curvature, int32_t *groups, char *message) {
  return cairn::call(message, [&] {
    std::fill(groups, groups + cloud->count, -1);
    const auto points = cairn::points(*cloud);
    pcl::search::KdTree<pcl::PointXYZ>::Ptr tree(new pcl::search::KdTree<pcl::PointXYZ>);
    pcl::PointCloud<pcl::Normal>::Ptr normals(new pcl::PointCloud<pcl::Normal>);
    pcl::NormalEstimation<pcl::PointXYZ, pcl::Normal> estimation;
    estimation.setInputCloud(points);
    estimation.setSearchMethod(tree);
    estimation.setKSearch(normalNeighbors);
    estimation.compute(*normals);
    pcl::RegionGrowing<pcl::PointXYZ, pcl::Normal> growing;
    growing.setInputCloud(points);
    growing.setInputNormals(normals);
    growing.setSearchMethod(tree);
    growing.setNumberOfNeighbours(neighbors);
    growing.setSmoothnessThreshold(angle);
    growing.setCurvatureThreshold(curvature);
    growing.setMinClusterSize(1);
    std::vector<pcl::PointIndices> regions;
    growing.extract(regions);
    cairn::number(regions, 0, groups);
  });
}

int32_t cairnPCLColorRegions(
    const CairnPCLCloud *cloud, float distance, float pointColor, float regionColor,
    int32_t minimumCount, int32_t *groups, char *message) {
  return cairn::call(message, [&] {
    std::fill(groups, groups + cloud->count, -1);
    const auto points = cairn::coloredPoints<pcl::PointXYZRGB>(*cloud);
    pcl::search::KdTree<pcl::PointXYZRGB>::Ptr tree(new pcl::search::KdTree<pcl::PointXYZRGB>);
    pcl::RegionGrowingRGB<pcl::PointXYZRGB> growing;
    growing.setInputCloud(points);
    growing.setSearchMethod(tree);
    growing.setDistanceThreshold(distance);
    growing.setPointColorThreshold(pointColor);
    growing.setRegionColorThreshold(regionColor);
    growing.setMinClusterSize(minimumCount);
    std::vector<pcl::PointIndices> regions;
    growing.extract(regions);
    cairn::number(regions, 0, groups);
  });
}

#endif
