using System.Globalization;
using System.Net;
using System.Text;

namespace Compliance.Cli.Evaluation.Charts;

/// <summary>One line of a chart; both coordinates from 0 to 1.</summary>
/// <param name="Name">What the line shows.</param>
/// <param name="Points">Its points from left to right.</param>
/// <param name="ShowsDots">True to mark every point.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points, bool ShowsDots = false);

/// <summary>A small chart as SVG: the same bytes for the same numbers, readable in light and dark surroundings and by a screen
/// reader.</summary>
internal static class LineChart
{
    private const int Width = 640;
    private const int Height = 400;
    private const int Left = 56;
    private const int Right = 20;
    private const int Top = 44;
    private const int Bottom = 78;
    private const int Ticks = 5;

    // Distinct in hue and in lightness, so that they differ in greyscale too (Okabe and Ito, 2008).
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#555555"];

    /// <summary>Draws lines over two axes from 0 to 1.</summary>
    public static string Svg(string title, string xLabel, string yLabel, params IReadOnlyList<ChartLine> lines)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" "
                + $"aria-label=\"{Escaped(title)}\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n");
        svg.Append(CultureInfo.InvariantCulture,
            $"<title>{Escaped(title)}</title>\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{Left}\" y=\"24\" font-size=\"15\" fill=\"#222222\">{Escaped(title)}</text>\n");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var at = (double)tick / Ticks;
            svg.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{X(at):0.#}\" y1=\"{Y(0):0.#}\" x2=\"{X(at):0.#}\" y2=\"{Y(1):0.#}\" stroke=\"#e2e2e2\"/><line "
                    + $"x1=\"{X(0):0.#}\" y1=\"{Y(at):0.#}\" x2=\"{X(1):0.#}\" y2=\"{Y(at):0.#}\" stroke=\"#e2e2e2\"/>\n");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{X(at):0.#}\" y=\"{Y(0) + 18:0.#}\" text-anchor=\"middle\" "
                    + $"fill=\"#444444\">{at:0.0}</text><text x=\"{Left - 8}\" y=\"{Y(at) + 4:0.#}\" text-anchor=\"end\" "
                    + $"fill=\"#444444\">{at:0.0}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{X(0.5):0.#}\" y=\"{Y(0) + 38:0.#}\" text-anchor=\"middle\" fill=\"#222222\">{Escaped(xLabel)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text transform=\"translate(16 {Y(0.5):0.#}) rotate(-90)\" text-anchor=\"middle\" "
                + $"fill=\"#222222\">{Escaped(yLabel)}</text>\n");
        for (var i = 0; i < lines.Count; i++)
        {
            Draw(svg, lines[i], Colours[i % Colours.Length], X(0) + (i * (double)(Width - Left - Right) / lines.Count));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, ChartLine line, string colour, double legendAt)
    {
        var points = string.Join(' ',
            line.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.##},{Y(point.Y):0.##}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
        foreach (var (x, y) in line.ShowsDots ? line.Points : [])
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):0.##}\" cy=\"{Y(y):0.##}\" r=\"4\" fill=\"{colour}\"/>\n");
        }

        svg.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{legendAt:0.#}\" y=\"{Height - 26}\" width=\"14\" height=\"4\" "
                + $"fill=\"{colour}\"/><text x=\"{legendAt + 20:0.#}\" y=\"{Height - 18}\" fill=\"#222222\">{Escaped(line.Name)}</text>\n");
    }

    private static double X(double value) => Left + (value * (Width - Left - Right));

    private static double Y(double value) => Height - Bottom - (value * (Height - Top - Bottom));

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
