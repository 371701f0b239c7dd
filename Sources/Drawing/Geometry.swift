/// A position in points (1/72 inch), x to the right and y down.
public struct Point: Sendable, Equatable {
  /// Distance to the right.
  public var x: Double
  /// Distance down.
  public var y: Double
  /// Makes a point.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height, in points.
public struct Size: Sendable, Equatable {
  /// Extent to the right.
  public var width: Double
  /// Extent down.
  public var height: Double
  /// Makes a size.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle, in points.
public struct Rectangle: Sendable, Equatable {
  /// Distance to the right.
  public var x: Double
  /// Distance down.
  public var y: Double
  /// Extent to the right.
  public var width: Double
  /// Extent down.
  public var height: Double

  /// Makes a rectangle from its upper left corner and its size.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Left edge.
  public var left: Double { x }
  /// Right edge.
  public var right: Double { x + width }
  /// Upper edge.
  public var top: Double { y }
  /// Lower edge.
  public var bottom: Double { y + height }
  /// The middle.
  public var center: Point { Point(x + width / 2, y + height / 2) }

  /// The rectangle without a margin on each side.
  public func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Rectangle {
    Rectangle(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }

  /// Whether two rectangles share an area.
  public func overlaps(_ other: Rectangle) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}
