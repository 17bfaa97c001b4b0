using System.Text.Json;

namespace HyperGan.Cli.Tables;

/// <summary> What a model must know of its table: which columns it reads and predicts, and how texts become numbers. Lives in the model's metadata. </summary>
/// <param name="Features"> Columns that are read, in the order of the model's inputs. </param>
/// <param name="Targets"> Columns that are predicted; a class has categories. </param>
/// <param name="HasHeader"> Were the names in the file, or are they positions? </param>
sealed record TableSchema(IReadOnlyList<ColumnSchema> Features, IReadOnlyList<ColumnSchema> Targets, bool HasHeader)
{
    /// <summary> Numbers that the features of a row become. </summary>
    public int FeatureWidth => Features.Sum(column => column.Width);

    /// <summary> Is the target a class? </summary>
    public bool IsClassification => Targets is [{ Categories: not null }];

    public string ToJson() => JsonSerializer.Serialize(this, TableJson.Default.TableSchema);

    /// <summary> The schema that was written by <see cref="ToJson"/>. </summary>
    /// <exception cref="InvalidDataException"> It is not one, or not one that a table could have. </exception>
    public static TableSchema FromJson(string json)
    {
        try
        {
            var schema = JsonSerializer.Deserialize(json, TableJson.Default.TableSchema);
            return schema is not null && schema.IsSound ? schema : throw new InvalidDataException("The table schema has no columns, or some without a name or with broken categories.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The table schema is not what this version writes: {e.Message}", e);
        }
    }

    // Null may come out of JSON in spite of the types.
    bool IsSound => Features is { Count: > 0 } && Targets is { Count: > 0 } && Features.Concat(Targets).All(column =>
        column is { Name.Length: > 0 } && column.Categories is null or { Count: > 0 }
        && column.Categories?.Any(category => category is null) != true
        && (column.Categories?.Distinct(StringComparer.Ordinal).Count() ?? 0) == (column.Categories?.Count ?? 0));
}
