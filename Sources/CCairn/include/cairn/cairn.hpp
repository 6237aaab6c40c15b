// Cairn in C++17: click on an object in a point cloud, get the object.
//
//   const cairn::Cloud cloud = cairn::Cloud::read("scan.ply");
//   const cairn::Embedding embedding = cairn::Predictor().encode(cloud);   // once per cloud
//   const auto candidates = embedding.segment({cairn::positive({0.135, 0.060, 0.900})});
//   std::cout << candidates[0].selected_count << " points\n";              // best first
//
// A thin layer over cairn.h, which says what units, threads and versions are. Handles close
// themselves and can be moved, not copied. What fails throws cairn::Error; only what is marked
// noexcept does not. One long file, so that a project can take it along alone, beside cairn.h.
#ifndef CAIRN_CAIRN_HPP
#define CAIRN_CAIRN_HPP

#include <cairn/cairn.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace cairn {

/// Why a call failed.
class Error : public std::runtime_error {
public:
  Error(cairn_status status, const std::string &message)
      : std::runtime_error(message), status_(status) {}

  /// Such as CAIRN_FILE_ERROR.
  cairn_status status() const noexcept { return status_; }

private:
  cairn_status status_;
};

/// Throws what a function of cairn.h said, where it failed.
inline void check(cairn_status status) {
  if (status != CAIRN_OK) throw Error(status, cairn_last_error());
}

/// The version of the library, such as "0.1.0".
inline std::string version() { return cairn_version(); }

/// Throws where the library that was loaded is not the one that this header belongs to.
inline void check_abi() { check(cairn_check_abi(CAIRN_ABI_VERSION)); }

/// Values in memory of somebody else, as std::span is from C++20 on.
template <class T>
class Span {
public:
  Span() = default;
  Span(T *data, std::size_t size) : data_(data), size_(size) {}

  /// From anything with data() and size(): std::vector, std::array, std::span, Eigen vectors.
  template <
      class C, class = decltype(std::declval<C &>().size()),
      class = std::enable_if_t<std::is_convertible_v<decltype(std::declval<C &>().data()), T *>>>
  Span(C &&values) : data_(values.data()), size_(static_cast<std::size_t>(values.size())) {}

  T *data() const noexcept { return data_; }
  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  T &operator[](std::size_t index) const { return data_[index]; }
  T *begin() const noexcept { return data_; }
  T *end() const noexcept { return data_ + size_; }

private:
  T *data_ = nullptr;
  std::size_t size_ = 0;
};

/// A position or a size, x y z.
using Vector = std::array<double, 3>;

/// Hears how much is done, 0...1, and returns whether to go on. What it throws stops the work and
/// comes out of the call.
using Progress = std::function<bool(double done)>;

namespace detail {

/// A handle that closes itself.
template <class T, cairn_status (*close)(T *)>
class Handle {
public:
  Handle() = default;
  Handle(Handle &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Handle &operator=(Handle &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Handle() { close(handle_); }

  T *get() const noexcept { return handle_; }
  T **out() noexcept { return &handle_; }

private:
  T *handle_ = nullptr;
};

/// A function of C++ as one of C, through which no exception may pass.
class ProgressBridge {
public:
  explicit ProgressBridge(const Progress &progress) : progress_(progress) {}

  cairn_progress function() const { return progress_ ? call : nullptr; }

  /// Throws what the function threw, or else what the call said.
  void check(cairn_status status) {
    if (exception_) std::rethrow_exception(exception_);
    cairn::check(status);
  }

private:
  static int32_t call(double done, void *user) {
    ProgressBridge &self = *static_cast<ProgressBridge *>(user);
    try {
      return self.progress_(done) ? 0 : 1;
    } catch (...) {
      self.exception_ = std::current_exception();
      return 1;
    }
  }

  const Progress &progress_;
  std::exception_ptr exception_;
};

template <class T>
constexpr cairn_type type_of() {
  using U = std::remove_cv_t<T>;
  if constexpr (std::is_same_v<U, float>) {
    return CAIRN_FLOAT32;
  } else if constexpr (std::is_same_v<U, double>) {
    return CAIRN_FLOAT64;
  } else {
    static_assert(std::is_integral_v<U>, "a column holds numbers");
    constexpr bool is_signed = std::is_signed_v<U>;
    if constexpr (sizeof(U) == 1) return is_signed ? CAIRN_INT8 : CAIRN_UINT8;
    if constexpr (sizeof(U) == 2) return is_signed ? CAIRN_INT16 : CAIRN_UINT16;
    if constexpr (sizeof(U) == 4) return is_signed ? CAIRN_INT32 : CAIRN_UINT32;
    if constexpr (sizeof(U) == 8) return is_signed ? CAIRN_INT64 : CAIRN_UINT64;
  }
}

}  // namespace detail

/// Points in memory of the caller, column by column; nothing is copied before a Cloud is made of it.
///
///   cairn::CloudView view(points.size());
///   view.add("x", &points[0].x, sizeof(points[0]));
class CloudView {
public:
  explicit CloudView(std::size_t count) : view_{} {
    view_.struct_size = sizeof view_;
    view_.count = count;
  }

  /// Adds a column whose first number is at `data` and whose next ones follow every `stride` bytes;
  /// with `numbers` per point, one after the other.
  template <class T>
  CloudView &add(
      const std::string &name, const T *data, std::size_t stride = sizeof(T),
      std::uint32_t numbers = 1) {
    const std::uint64_t bytes =
        view_.count == 0 ? 0 : (view_.count - 1) * stride + numbers * sizeof(T);
    return add(name, data, bytes, stride, detail::type_of<T>(), numbers);
  }

  /// Adds a column of numbers that may lie anywhere in `byte_count` bytes from `data` on.
  CloudView &add(
      const std::string &name, const void *data, std::uint64_t byte_count, std::uint64_t stride,
      cairn_type type, std::uint32_t numbers = 1) {
    names_.push_back(name);
    cairn_field field{};
    field.struct_size = sizeof field;
    field.data = data;
    field.byte_count = byte_count;
    field.stride = stride;
    field.type = type;
    field.count = numbers;
    fields_.push_back(field);
    return *this;
  }

  /// Says that the points are a grid.
  CloudView &organized(std::uint64_t width, std::uint64_t height) {
    view_.width = width;
    view_.height = height;
    return *this;
  }

  /// Says where the sensor stood and how it was turned (x y z w).
  CloudView &seen_from(const Vector &position, const std::array<double, 4> &rotation = {}) {
    for (int axis = 0; axis < 3; axis++) view_.sensor_position[axis] = position[axis];
    for (int axis = 0; axis < 4; axis++) view_.sensor_rotation[axis] = rotation[axis];
    return *this;
  }

  CloudView &byte_order(cairn_byte_order order) {
    view_.byte_order = order;
    return *this;
  }

private:
  friend class Cloud;
  cairn_cloud_view view_;
  std::vector<cairn_field> fields_;
  std::vector<std::string> names_;
};

/// How to write a file; empty strings are the defaults.
struct WriteOptions {
  std::string dialect;
  std::string encoding;
  bool overwrite = false;
  bool colorize = false;
};

/// Points with named, typed columns. It never changes.
class Cloud {
public:
  /// Reads a file; `warnings`, where given, receives what was odd, one remark a line.
  static Cloud read(const std::string &path, std::string *warnings = nullptr) {
    Cloud cloud;
    check(cairn_cloud_read(path.c_str(), cloud.handle_.out()));
    if (warnings) *warnings = cairn_last_warning();
    return cloud;
  }

  /// Copies points.
  explicit Cloud(const CloudView &points) {
    std::vector<cairn_field> fields = points.fields_;
    for (std::size_t i = 0; i < fields.size(); i++) fields[i].name = points.names_[i].c_str();
    cairn_cloud_view view = points.view_;
    view.fields = fields.data();
    view.field_count = fields.size();
    check(cairn_cloud_create(&view, handle_.out()));
  }

  /// The number of points, those with NaN coordinates included.
  std::size_t size() const {
    std::uint64_t count = 0;
    check(cairn_cloud_size(get(), &count, nullptr, nullptr));
    return count;
  }

  /// Points in a row and rows; {size(), 1} where the cloud is not organised.
  std::pair<std::size_t, std::size_t> grid() const {
    std::uint64_t width = 0, height = 0;
    check(cairn_cloud_size(get(), nullptr, &width, &height));
    return {width, height};
  }

  /// The coordinates of all points.
  std::vector<Vector> positions() const {
    std::vector<Vector> positions(size());
    Vector none{};
    check(cairn_cloud_copy_positions(
        get(), positions.empty() ? none.data() : positions[0].data(), positions.size()));
    return positions;
  }

  /// Red, green and blue of all points; throws CAIRN_NOT_FOUND where there are none.
  std::vector<std::array<std::uint8_t, 3>> colors() const {
    std::vector<std::array<std::uint8_t, 3>> colors(size());
    std::array<std::uint8_t, 3> none{};
    check(cairn_cloud_copy_colors(
        get(), colors.empty() ? none.data() : colors[0].data(), colors.size()));
    return colors;
  }

  /// The numbers of a column, which has to be of type T.
  template <class T>
  std::vector<T> field(const std::string &name) const {
    std::uint64_t count = 0;
    check(cairn_cloud_field_count(get(), &count));
    for (std::uint64_t i = 0; i < count; i++) {
      std::vector<char> text(1 << 16);
      cairn_type type = 0;
      check(cairn_cloud_field_at(get(), i, text.data(), text.size(), &type, nullptr));
      if (name != text.data()) continue;
      if (type != detail::type_of<T>())
        throw Error(CAIRN_BAD_ARGUMENT, "the column '" + name + "' is of another type");
      std::uint64_t bytes = 0;
      check(cairn_cloud_copy_field(get(), name.c_str(), nullptr, 0, &bytes));
      std::vector<T> values(bytes / sizeof(T));
      T none{};
      check(cairn_cloud_copy_field(
          get(), name.c_str(), values.empty() ? &none : values.data(), bytes, nullptr));
      return values;
    }
    throw Error(CAIRN_NOT_FOUND, "the cloud has no column '" + name + "'");
  }

  /// Writes the cloud with a column `label`; returns what the file does not hold, one remark a line.
  std::string write(
      const std::string &path, Span<const std::uint32_t> labels,
      const WriteOptions &options = {}) const {
    cairn_write_options given{};
    given.struct_size = sizeof given;
    given.dialect = options.dialect.empty() ? nullptr : options.dialect.c_str();
    given.encoding = options.encoding.empty() ? nullptr : options.encoding.c_str();
    given.overwrite = options.overwrite;
    given.colorize = options.colorize;
    check(cairn_cloud_write(get(), labels.data(), labels.size(), path.c_str(), &given));
    return cairn_last_warning();
  }

  /// Writes the cloud as it is.
  std::string write(const std::string &path, const WriteOptions &options = {}) const {
    return write(path, Span<const std::uint32_t>(), options);
  }

  /// For functions of cairn.h.
  const cairn_cloud *get() const noexcept { return handle_.get(); }

private:
  Cloud() = default;
  detail::Handle<cairn_cloud, cairn_cloud_close> handle_;
};

/// A hint at what to select. Masks, polygons and views are not copied: they must live until the
/// prompt was used.
using Prompt = cairn_prompt;

/// A click on the object.
inline Prompt positive(const Vector &at) { return cairn_click_at(at[0], at[1], at[2], 1); }

/// A click on what is not the object.
inline Prompt negative(const Vector &at) { return cairn_click_at(at[0], at[1], at[2], 0); }

/// A click on a point of the object.
inline Prompt positive_on(std::uint64_t index) { return cairn_click_on(index, 1); }

/// A click on a point of what is not the object.
inline Prompt negative_on(std::uint64_t index) { return cairn_click_on(index, 0); }

/// The object lies in a box, turned by a quaternion (x y z w).
inline Prompt box(
    const Vector &center, const Vector &size, const std::array<double, 4> &rotation = {0, 0, 0, 1}) {
  return cairn_box_around(center.data(), size.data(), rotation.data());
}

/// The object is about what a mask selects, a byte a point.
inline Prompt rough_mask(Span<const std::uint8_t> mask) {
  return cairn_rough_mask(mask.data(), mask.size());
}

/// The object is what a polygon encloses in a view: a 4 x 4 matrix, column after column.
inline Prompt polygon(
    Span<const std::array<double, 2>> vertices, const std::array<double, 16> &view,
    bool includes_hidden = false) {
  const double *numbers = vertices.empty() ? nullptr : vertices[0].data();
  Prompt prompt = cairn_polygon_in_view(numbers, vertices.size(), view.data());
  prompt.includes_hidden = includes_hidden;
  return prompt;
}

/// One answer to prompts.
struct Candidate {
  /// A byte a point: 1 where it is selected.
  std::vector<std::uint8_t> mask;
  /// How sure each point is, above 0 where it is selected; empty where nobody asked for it.
  std::vector<float> logits;
  /// How many points are selected.
  std::size_t selected_count = 0;
  /// The expected intersection over union with the object meant, 0...1.
  float iou_score = 0;

  /// The selected points, ascending.
  std::vector<std::size_t> indices() const {
    std::vector<std::size_t> result;
    result.reserve(selected_count);
    for (std::size_t i = 0; i < mask.size(); i++)
      if (mask[i]) result.push_back(i);
    return result;
  }
};

namespace detail {

/// Asks for answers, and takes as many as there are.
template <class Ask>
std::vector<Candidate> answers(std::size_t size, bool with_logits, Ask ask) {
  // No method has more answers to a prompt; what goes beyond would be the least likely ones.
  constexpr std::size_t capacity = 8;
  // Not filled with zeros, so that what stays unused costs nothing.
  const std::unique_ptr<std::uint8_t[]> masks(new std::uint8_t[capacity * size]);
  const std::unique_ptr<float[]> logits(with_logits ? new float[capacity * size] : nullptr);
  std::array<cairn_candidate, capacity> given{};
  for (std::size_t i = 0; i < capacity; i++) {
    given[i].struct_size = sizeof given[i];
    given[i].mask = masks.get() + i * size;
    given[i].logits = with_logits ? logits.get() + i * size : nullptr;
    given[i].capacity = size;
  }
  std::uint64_t count = 0;
  check(ask(given.data(), capacity, &count));
  std::vector<Candidate> candidates(count < capacity ? count : capacity);
  for (std::size_t i = 0; i < candidates.size(); i++) {
    candidates[i].mask.assign(given[i].mask, given[i].mask + size);
    if (with_logits) candidates[i].logits.assign(given[i].logits, given[i].logits + size);
    candidates[i].selected_count = given[i].selected_count;
    candidates[i].iou_score = given[i].iou_score;
  }
  return candidates;
}

}  // namespace detail

/// How to look for every object; 0 is the method's default.
struct EverythingOptions {
  std::uint32_t click_count = 0;
  std::uint32_t round_count = 0;
  float minimum_score = 0;
  std::uint32_t minimum_points = 0;
  std::uint32_t limit = 0;
  bool includes_surfaces = false;
};

/// Every object that was found; no point is in two.
struct FoundObjects {
  /// The label of each point, 0 where no object is.
  std::vector<std::uint32_t> labels;
  /// The objects, ascending by label.
  std::vector<cairn_object> objects;
};

class Session;

/// A cloud encoded once, to be prompted often. It never changes; many threads may use it.
class Embedding {
public:
  /// The number of points of the cloud.
  std::size_t size() const noexcept { return size_; }

  /// The objects that prompts may mean, best first; at least one.
  std::vector<Candidate> segment(Span<const Prompt> prompts, bool with_logits = false) const {
    return detail::answers(
        size_, with_logits, [&](cairn_candidate *out, std::uint64_t n, std::uint64_t *count) {
          return cairn_segment(get(), prompts.data(), prompts.size(), out, n, count);
        });
  }

  std::vector<Candidate> segment(
      std::initializer_list<Prompt> prompts, bool with_logits = false) const {
    return segment(Span<const Prompt>(prompts.begin(), prompts.size()), with_logits);
  }

  /// The best mask alone, into memory of the caller, a byte a point; returns its expected IoU.
  float segment(Span<const Prompt> prompts, Span<std::uint8_t> mask) const {
    cairn_candidate best{};
    best.struct_size = sizeof best;
    best.mask = mask.data();
    best.capacity = mask.size();
    check(cairn_segment(get(), prompts.data(), prompts.size(), &best, 1, nullptr));
    return best.iou_score;
  }

  float segment(std::initializer_list<Prompt> prompts, Span<std::uint8_t> mask) const {
    return segment(Span<const Prompt>(prompts.begin(), prompts.size()), mask);
  }

  /// Finds every object without a prompt.
  FoundObjects everything(
      const EverythingOptions &options = {}, const Progress &progress = {}) const {
    cairn_everything_options given{};
    given.struct_size = sizeof given;
    given.click_count = options.click_count;
    given.round_count = options.round_count;
    given.minimum_score = options.minimum_score;
    given.minimum_points = options.minimum_points;
    given.limit = options.limit;
    given.includes_surfaces = options.includes_surfaces;
    FoundObjects found;
    found.labels.resize(size_);
    cairn_object empty{};
    empty.struct_size = sizeof empty;
    // No object has less than a point, and nobody looks for more than these.
    found.objects.assign(size_ < 65536 ? size_ : 65536, empty);
    std::uint64_t count = 0;
    detail::ProgressBridge bridge(progress);
    bridge.check(cairn_everything(
        get(), &given, bridge.function(), &bridge, found.labels.data(), size_,
        found.objects.data(), found.objects.size(), &count));
    if (count < found.objects.size()) found.objects.resize(count);
    return found;
  }

  /// Bytes from which Predictor::load makes it again; the cloud is not among them.
  std::vector<std::uint8_t> save() const {
    std::uint64_t count = 0;
    check(cairn_embedding_save(get(), nullptr, 0, &count));
    std::vector<std::uint8_t> bytes(count);
    check(cairn_embedding_save(get(), bytes.data(), count, &count));
    return bytes;
  }

  /// Several objects of this cloud, which compete for its points.
  Session session() const;

  /// For functions of cairn.h.
  const cairn_embedding *get() const noexcept { return handle_.get(); }

private:
  friend class Predictor;
  Embedding() = default;
  void measure() {
    std::uint64_t count = 0;
    check(cairn_embedding_size(get(), &count));
    size_ = count;
  }
  detail::Handle<cairn_embedding, cairn_embedding_close> handle_;
  std::size_t size_ = 0;
};

/// Which method, and how; empty and 0 are the defaults.
struct PredictorOptions {
  std::string method;
  Span<const std::uint8_t> weights;
  std::uint32_t voxel_limit = 0;
  std::uint32_t thread_limit = 0;
};

/// A method with its weights; one does for all clouds. It never changes; many threads may use it.
class Predictor {
public:
  explicit Predictor(const PredictorOptions &options = {}) {
    cairn_predictor_options given{};
    given.struct_size = sizeof given;
    given.method = options.method.empty() ? nullptr : options.method.c_str();
    given.weights = options.weights.data();
    given.weights_byte_count = options.weights.size();
    given.voxel_limit = options.voxel_limit;
    given.thread_limit = options.thread_limit;
    check(cairn_predictor_create(&given, handle_.out()));
  }

  /// Does all the work that does not depend on prompts.
  Embedding encode(const Cloud &cloud, const Progress &progress = {}) const {
    Embedding embedding;
    detail::ProgressBridge bridge(progress);
    bridge.check(cairn_encode(
        get(), cloud.get(), bridge.function(), &bridge, embedding.handle_.out()));
    embedding.measure();
    return embedding;
  }

  /// Takes up an embedding that was saved, for the same cloud.
  Embedding load(Span<const std::uint8_t> bytes, const Cloud &cloud) const {
    Embedding embedding;
    check(cairn_embedding_load(
        get(), cloud.get(), bytes.data(), bytes.size(), embedding.handle_.out()));
    embedding.measure();
    return embedding;
  }

  /// For functions of cairn.h.
  const cairn_predictor *get() const noexcept { return handle_.get(); }

private:
  detail::Handle<cairn_predictor, cairn_predictor_close> handle_;
};

/// Several objects of one cloud, which compete for its points, with undo and redo.
class Session {
public:
  explicit Session(const Embedding &embedding) : size_(embedding.size()) {
    check(cairn_session_create(embedding.get(), handle_.out()));
  }

  /// Gives an object its complete list of prompts; returns the answers to these alone, best first.
  /// With no prompts, the object is removed and there is no answer.
  std::vector<Candidate> set_prompts(
      std::uint32_t label, Span<const Prompt> prompts, bool with_logits = false) {
    return detail::answers(
        size_, with_logits, [&](cairn_candidate *out, std::uint64_t n, std::uint64_t *count) {
          return cairn_session_set_prompts(
              get(), label, prompts.data(), prompts.size(), out, n, count);
        });
  }

  std::vector<Candidate> set_prompts(
      std::uint32_t label, std::initializer_list<Prompt> prompts, bool with_logits = false) {
    return set_prompts(
        label, Span<const Prompt>(prompts.begin(), prompts.size()), with_logits);
  }

  /// Removes all objects; this can be undone.
  void clear() { check(cairn_session_clear(get())); }

  /// Takes the last change back; returns whether there was one.
  bool undo() { return changed(cairn_session_undo); }

  /// Makes the change again that was last taken back; returns whether there was one.
  bool redo() { return changed(cairn_session_redo); }

  /// The label of every point, 0 where no object is.
  std::vector<std::uint32_t> labels() const {
    std::vector<std::uint32_t> labels(size_);
    check(cairn_session_copy_labels(get(), labels.data(), labels.size()));
    return labels;
  }

  /// For functions of cairn.h.
  cairn_session *get() const noexcept { return handle_.get(); }

private:
  bool changed(cairn_status (*change)(cairn_session *, std::int32_t *)) {
    std::int32_t result = 0;
    check(change(get(), &result));
    return result != 0;
  }
  detail::Handle<cairn_session, cairn_session_close> handle_;
  std::size_t size_;
};

inline Session Embedding::session() const { return Session(*this); }

}  // namespace cairn

#endif
