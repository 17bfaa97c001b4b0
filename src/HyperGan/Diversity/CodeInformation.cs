using HyperGan.Autograd;
using HyperGan.Kernels;
using HyperGan.Mine;

namespace HyperGan;

/// <summary>
/// Minus a lower bound of the mutual information between a member's code and its condition, or its noise where there is no condition. Generator
/// and statistics network climb the same bound (Donsker–Varadhan), so both get the gradient of one term.
/// </summary>
public sealed class CodeInformation : IDiversity
{
    readonly StatisticsNetwork _statistics;
    readonly Func<Tensor, Tensor, Tensor> _score;
    int[] _order = [];

    /// <summary> Makes the parameters <c>statistics.layers.0.weight</c>, …. </summary>
    /// <param name="tape"> Where the parameters live; nothing else may be on it yet. </param>
    /// <param name="codeWidth"> Columns of a code. </param>
    /// <param name="conditionWidth"> Columns of a condition. </param>
    /// <param name="hidden"> Hidden widths of the statistics network; ReLU follows each. </param>
    public CodeInformation(Tape tape, int codeWidth, int conditionWidth, ReadOnlySpan<int> hidden)
    {
        _statistics = new(tape, codeWidth, conditionWidth, hidden);
        _score = (codes, condition) => _statistics.Apply(codes, condition);
    }

    /// <inheritdoc/>
    public ParameterRange Parameters => _statistics.Parameters;

    /// <inheritdoc/>
    public bool SeesMembers => false;

    /// <summary> The network T(code, condition) of the bound. </summary>
    public StatisticsNetwork Statistics => _statistics;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"> A single member: there is no other condition to meet. </exception>
    public void Draw(int members, RandomStream random) => random.Derangement(Room(members));

    /// <summary> Instead of a draw: whose condition each code meets for the marginals, chosen by the caller. </summary>
    /// <param name="order"> A member for each member. </param>
    public void Pair(ReadOnlySpan<int> order) => order.CopyTo(Room(order.Length));

    /// <inheritdoc/>
    public DiversityLoss Loss(in Pass pass)
    {
        var condition = pass.NoiseWidth < pass.Rows.Shape.Cols ? pass.Condition : pass.Noise;
        var scores = pass.IsRemembered
            ? _statistics.Score(pass.Codes, condition, _order)
            : new(
                pass.OfMembers(_score, pass.Codes, condition, columns: 1),
                pass.OfMembers(_score, pass.Codes, condition.GatherRows(_order), columns: 1));
        return new(Generator: BoundLoss.DonskerVaradhan(scores), Own: null);
    }

    int[] Room(int members) => _order.Length == members ? _order : _order = new int[members];
}
