#include "checks.hpp"

#include <cairn/eigen.hpp>

/// Whether a cloud has the rows of a matrix.
template <class M>
static bool same(const cairn::Cloud &cloud, const M &matrix) {
  const auto positions = cloud.positions();
  if (positions.size() != std::size_t(matrix.rows())) return false;
  for (Eigen::Index row = 0; row < matrix.rows(); row++)
    for (Eigen::Index axis = 0; axis < 3; axis++)
      if (positions[std::size_t(row)][std::size_t(axis)] != double(matrix(row, axis))) return false;
  return true;
}

int main() {
  const Eigen::MatrixX3d columns = Eigen::MatrixX3d::Random(50, 3);
  const Eigen::Matrix<float, Eigen::Dynamic, 3, Eigen::RowMajor> rows = columns.cast<float>();
  const Eigen::MatrixXf wide = Eigen::MatrixXf::Random(50, 9);
  const Eigen::Matrix3Xf turned = rows.transpose();
  CHECK(same(cairn::make_cloud(columns), columns));
  CHECK(same(cairn::make_cloud(rows), rows));
  CHECK(same(cairn::make_cloud(wide.middleCols(2, 3)), wide.middleCols(2, 3)));
  CHECK(same(cairn::make_cloud(wide.block(3, 1, 40, 3)), wide.block(3, 1, 40, 3)));
  CHECK(same(cairn::make_cloud(turned.transpose()), rows));
  const Eigen::Map<const Eigen::MatrixX3d, 0, Eigen::OuterStride<>> map(
      columns.data(), 25, 3, Eigen::OuterStride<>(50));
  CHECK(same(cairn::make_cloud(map), columns.topRows(25)));
  CHECK(status_of([&] { cairn::make_cloud(wide); }) == CAIRN_BAD_ARGUMENT);
  CHECK(cairn::make_cloud(Eigen::MatrixX3f(0, 3)).size() == 0);
  CHECK(same(cairn::make_cloud(columns.topRows(1)), columns.topRows(1)));

  Eigen::Matrix<std::uint8_t, Eigen::Dynamic, 3> colors(50, 3);
  colors.setConstant(7);
  colors(4, 1) = 200;
  const cairn::Cloud colored = cairn::make_cloud(rows, colors);
  CHECK((colored.colors()[4] == std::array<std::uint8_t, 3>{7, 200, 7}));
  CHECK(status_of([&] { cairn::make_cloud(rows, colors.topRows(4)); }) == CAIRN_BAD_ARGUMENT);

  std::vector<std::uint8_t> mask(50);
  mask[3] = mask[49] = 1;
  const Eigen::MatrixX3d chosen = cairn::selected(columns, mask);
  CHECK(chosen.rows() == 2 && chosen.row(0) == columns.row(3) && chosen.row(1) == columns.row(49));
  mask.pop_back();
  CHECK(status_of([&] { cairn::selected(columns, mask); }) == CAIRN_BAD_ARGUMENT);
  const cairn_prompt click = cairn::positive(Eigen::Vector3f(1, 2, 3));
  CHECK(click.position[2] == 3 && click.is_positive == 1);
  CHECK(cairn::negative(Eigen::Vector3d(1, 2, 3)).is_positive == 0);
}
