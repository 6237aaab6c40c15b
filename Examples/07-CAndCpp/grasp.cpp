// A grasping loop with PCL and Eigen: grasp IN X Y Z [X Y Z ...]
//
// Each click selects an object; its oriented box tells where a parallel gripper closes. In a robot,
// the cloud comes from the camera and the clicks from a person or a detector.
#include <cairn/eigen.hpp>
#include <cairn/pcl.hpp>

#include <Eigen/Eigenvalues>

#include <cstdlib>
#include <iostream>

/// A box around points, along the directions in which they spread.
struct OrientedBox {
  Eigen::Vector3d center, size;
  /// Columns: the shortest direction first.
  Eigen::Matrix3d axes;

  explicit OrientedBox(const Eigen::MatrixX3d &points) {
    const Eigen::RowVector3d mean = points.colwise().mean();
    const Eigen::MatrixX3d offsets = points.rowwise() - mean;
    axes = Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(offsets.transpose() * offsets)
               .eigenvectors();
    const Eigen::MatrixX3d turned = offsets * axes;
    const Eigen::RowVector3d low = turned.colwise().minCoeff(), high = turned.colwise().maxCoeff();
    size = (high - low).transpose();
    center = mean.transpose() + axes * (low + high).transpose() / 2;
  }
};

/// The points of a file, as a camera driver would hand them over.
pcl::PointCloud<pcl::PointXYZ> read(const char *path) {
  pcl::PointCloud<pcl::PointXYZ> cloud;
  for (const cairn::Vector &p : cairn::Cloud::read(path).positions())
    cloud.push_back(pcl::PointXYZ(float(p[0]), float(p[1]), float(p[2])));
  return cloud;
}

int main(int argc, char **argv) try {
  if (argc < 5 || argc % 3 != 2) return std::cerr << "usage: grasp IN X Y Z [X Y Z ...]\n", 2;
  const pcl::PointCloud<pcl::PointXYZ> cloud = read(argv[1]);
  const cairn::Embedding embedding = cairn::Predictor().encode(cairn::make_cloud(cloud));
  const auto points = cloud.getMatrixXfMap(3, 4, 0).transpose();
  for (int number = 2; number < argc; number += 3) {
    const pcl::PointXYZ click(
        float(std::atof(argv[number])), float(std::atof(argv[number + 1])),
        float(std::atof(argv[number + 2])));
    const cairn::Candidate object = embedding.segment({cairn::positive(click)})[0];
    if (object.selected_count < 3) {
      std::cout << "nothing to grasp\n";
      continue;
    }
    const OrientedBox box(cairn::selected(points, object.mask).cast<double>());
    // Of the axes, the shortest one is that along which the fingers close.
    std::cout << object.selected_count << " points, close " << box.size[0] << " along "
              << box.axes.col(0).transpose() << " at " << box.center.transpose() << "\n";
  }
} catch (const cairn::Error &error) {
  std::cerr << error.what() << "\n";
  return 2;
}
