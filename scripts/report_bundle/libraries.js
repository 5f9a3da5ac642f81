// What the report uses of its libraries, as one global: the charts and the outlines of the world.
import * as echarts from "echarts/core";
import { CustomChart, GraphChart, ScatterChart } from "echarts/charts";
import {
  DataZoomComponent,
  GeoComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import { feature } from "topojson-client";
import world from "world-atlas/countries-110m.json";

echarts.use([
  CanvasRenderer,
  CustomChart,
  DataZoomComponent,
  GeoComponent,
  GraphChart,
  GridComponent,
  LabelLayout,
  MarkLineComponent,
  ScatterChart,
  TooltipComponent,
]);

globalThis.reportLibraries = { echarts, outlines: () => feature(world, world.objects.countries) };
