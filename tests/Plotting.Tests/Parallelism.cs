using Xunit.Sdk;
using Xunit.v3;

// FigureTests changes ScottPlot's default font, which is one for the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
