#include "experiments/training/inspection_record.h"

#include "experiments/training/stored_field.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

ordered_json layer_json(const LayerRecord& layer) {
  ordered_json json = {{"name", layer.name}, {"channels", layer.channels}, {"entries", layer.entries}};
  if (layer.columns == 0) return json;
  json["rows"] = layer.rows;
  json["columns"] = layer.columns;
  json["zero_filters"] = layer.zero_filters;
  json["mu"] = layer.mu;
  if (layer.mu_shifted) json["mu_shifted"] = *layer.mu_shifted;
  return json;
}

LayerRecord layer_of(const StoredField& field) {
  LayerRecord layer{.name = field["name"].text(),
                    .channels = field["channels"].whole(),
                    .entries = field["entries"].whole()};
  if (!field.has("mu")) return layer;
  layer.rows = field["rows"].whole();
  layer.columns = field["columns"].whole();
  layer.zero_filters = field["zero_filters"].whole();
  layer.mu = field["mu"].number();
  if (field.has("mu_shifted")) layer.mu_shifted = field["mu_shifted"].number();
  return layer;
}

}  // namespace

ordered_json to_json(const InspectionRecord& record) {
  ordered_json layers = ordered_json::array(), pictures = ordered_json::array();
  for (const LayerRecord& layer : record.layers) layers.push_back(layer_json(layer));
  for (const PictureRecord& one : record.pictures)
    pictures.push_back({{"set", one.set}, {"scene", one.scene}, {"masks", one.masks}});
  return {{"layers", layers}, {"pictures", pictures}};
}

InspectionRecord inspection_record(const ordered_json& json, const std::string& file) {
  const StoredField all(json, file);
  InspectionRecord record;
  for (const StoredField& layer : all["layers"].parts()) record.layers.push_back(layer_of(layer));
  for (const StoredField& one : all["pictures"].parts())
    record.pictures.push_back({one["set"].text(), one["scene"].text(), one["masks"].text()});
  return record;
}

}  // namespace dsc
