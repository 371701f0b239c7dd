enum PageLayoutPlaceholder {}
