// Eigen's matrices as clouds of Cairn, and back. Needs Eigen 3 alone.
//
//   Eigen::MatrixX3f points = ...;                       // or any Map, row or column major
//   cairn::Cloud cloud = cairn::make_cloud(points);
//   Eigen::MatrixX3d object = cairn::selected(points, candidate.mask).cast<double>();
#ifndef CAIRN_EIGEN_HPP
#define CAIRN_EIGEN_HPP

#include <cairn/cairn.hpp>

#include <Eigen/Core>

#include <string>

namespace cairn {

/// Adds the columns of a matrix, a row a point, under names; they are read where they lie.
///
/// Any matrix, map or block of numbers will do, in rows or in columns, with any strides.
template <class Derived>
CloudView &add_columns(
    CloudView &view, const std::vector<std::string> &names,
    const Eigen::DenseBase<Derived> &matrix) {
  static_assert(
      Derived::Flags & Eigen::DirectAccessBit,
      "the matrix is an expression without memory of its own: evaluate it first");
  const Derived &values = matrix.derived();
  if (values.cols() != static_cast<Eigen::Index>(names.size()))
    throw Error(
        CAIRN_BAD_ARGUMENT, "the matrix has " + std::to_string(values.cols()) + " columns, not "
                                + std::to_string(names.size()));
  using Scalar = typename Derived::Scalar;
  const Eigen::Index row = values.rowStride(), column = values.colStride();
  if (values.rows() > 1 && row < 1)
    throw Error(CAIRN_BAD_ARGUMENT, "the rows of the matrix lie one over the other");
  for (std::size_t i = 0; i < names.size(); i++)
    view.add(
        names[i], values.data() + static_cast<Eigen::Index>(i) * column,
        (values.rows() > 1 ? static_cast<std::size_t>(row) : 1) * sizeof(Scalar));
  return view;
}

/// A cloud of the rows of an N x 3 matrix of floats or doubles.
template <class Derived>
Cloud make_cloud(const Eigen::DenseBase<Derived> &points) {
  CloudView view(static_cast<std::size_t>(points.rows()));
  return Cloud(add_columns(view, {"x", "y", "z"}, points));
}

/// A cloud with colours: an N x 3 matrix of bytes 0...255 or of floats 0...1.
template <class Points, class Colors>
Cloud make_cloud(
    const Eigen::DenseBase<Points> &points, const Eigen::DenseBase<Colors> &colors) {
  if (colors.rows() != points.rows())
    throw Error(CAIRN_BAD_ARGUMENT, "there are not as many colours as points");
  CloudView view(static_cast<std::size_t>(points.rows()));
  add_columns(view, {"x", "y", "z"}, points);
  return Cloud(add_columns(view, {"red", "green", "blue"}, colors));
}

/// A click at a position, on the object.
template <class Derived, int = Derived::SizeAtCompileTime>
Prompt positive(const Eigen::MatrixBase<Derived> &at) {
  return positive(Vector{double(at(0)), double(at(1)), double(at(2))});
}

/// A click at a position, on what is not the object.
template <class Derived, int = Derived::SizeAtCompileTime>
Prompt negative(const Eigen::MatrixBase<Derived> &at) {
  return negative(Vector{double(at(0)), double(at(1)), double(at(2))});
}

/// The rows of a matrix that a mask selects.
template <class Derived>
Eigen::Matrix<typename Derived::Scalar, Eigen::Dynamic, Derived::ColsAtCompileTime> selected(
    const Eigen::DenseBase<Derived> &points, Span<const std::uint8_t> mask) {
  if (mask.size() != static_cast<std::size_t>(points.rows()))
    throw Error(CAIRN_BAD_ARGUMENT, "the mask is for another number of points");
  Eigen::Index count = 0;
  for (std::uint8_t chosen : mask) count += chosen != 0;
  Eigen::Matrix<typename Derived::Scalar, Eigen::Dynamic, Derived::ColsAtCompileTime> result(
      count, points.cols());
  Eigen::Index next = 0;
  for (Eigen::Index row = 0; row < points.rows(); row++)
    if (mask[static_cast<std::size_t>(row)]) result.row(next++) = points.derived().row(row);
  return result;
}

}  // namespace cairn

#endif
