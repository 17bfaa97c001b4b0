using System.Globalization;
using HyperGan.Cli.Runs;

namespace HyperGan.Cli.Prediction;

/// <summary> A CSV file of very many numbers: nothing is allocated for a row. As many digits as the networks compute with; NaN is an empty field. </summary>
sealed class PredictionWriter : IDisposable
{
    /// <summary> No number is written longer. </summary>
    const int LongestField = 32;

    readonly Stream _stream;
    readonly byte[] _buffer = new byte[1 << 16];
    int _used;
    bool _inRow;

    /// <summary> Writes the names of the columns into a stream, which stays open. </summary>
    public PredictionWriter(Stream stream, IReadOnlyList<string> columns)
    {
        _stream = stream;
        using var header = new CsvTable(stream);
        header.Write([.. columns]);
    }

    /// <summary> The first field of a row. </summary>
    public void Add(long number)
    {
        Separate();
        number.TryFormat(_buffer.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary> The last fields of a row. </summary>
    public void Add(ReadOnlySpan<double> figures)
    {
        foreach (var figure in figures)
        {
            Separate();
            if (double.IsNaN(figure))
                continue;
            ((Real)figure).TryFormat(_buffer.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
            _used += written;
        }
        _buffer[_used++] = (byte)'\n';
        _inRow = false;
    }

    public void Dispose() => Flush();

    void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    void Separate()
    {
        if (_buffer.Length - _used < LongestField)
            Flush();
        if (_inRow)
            _buffer[_used++] = (byte)',';
        _inRow = true;
    }
}
