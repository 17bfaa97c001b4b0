namespace HyperGan.Mine;

/// <summary> What is done to the numbers of a column before a critic sees them: one to one, so that information does not change by it. </summary>
interface IColumnMap
{
    /// <summary> The number that stands for v; strictly ascending in v. </summary>
    double Of(double v);
}
